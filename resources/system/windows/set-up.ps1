<#
.SYNOPSIS
  Makes a Windows 10/11 Enterprise, Education or IoT Enterprise device a kiosk: Shell Launcher starts Yi Kiosk in place of the desktop, and the
  Keyboard Filter takes away the keys that lead out of it. Run it as administrator; -Undo takes it back; -WhatIf says what it would do.
.EXAMPLE
  .\set-up.ps1 -User kiosk -Launcher C:\yi-kiosk\Scripts\kiosk-launcher.exe
#>
#Requires -RunAsAdministrator
[CmdletBinding(SupportsShouldProcess)]
param(
    [string]$User = 'kiosk',
    [string]$Launcher = 'C:\yi-kiosk\Scripts\kiosk-launcher.exe',
    [switch]$Undo
)
$ErrorActionPreference = 'Stop'
$space = 'root\standardcimv2\embedded'
$features = 'Client-DeviceLockdown', 'Client-EmbeddedShellLauncher', 'Client-KeyboardFilter'
$policies = @(
    # no swipe from the edge, no notification, no restart under a visitor
    @{ Path = 'HKLM:\SOFTWARE\Policies\Microsoft\Windows\EdgeUI'; Name = 'AllowEdgeSwipe'; Value = 0 },
    @{ Path = 'HKLM:\SOFTWARE\Policies\Microsoft\Windows\Explorer'; Name = 'DisableNotificationCenter'; Value = 1 },
    @{ Path = 'HKLM:\SOFTWARE\Policies\Microsoft\Windows\WindowsUpdate\AU'; Name = 'NoAutoRebootWithLoggedOnUsers'; Value = 1 }
)
# Every combination that Windows knows by name and that leads out of a program.
$keys = 'Ctrl+Alt+Del', 'Ctrl+Shift+Esc', 'Ctrl+Esc', 'Alt+F4', 'Alt+Tab', 'Alt+Esc', 'Alt+Space', 'Win+L', 'Win+D', 'Win+E', 'Win+R', 'Win+Tab',
    'Win+I', 'Win+X', 'Win+U', 'Windows', 'Application', 'Shift+Ctrl+Esc', 'LaunchMail', 'LaunchApp1', 'LaunchApp2', 'BrowserHome'

function Get-Sid([string]$name) {
    (New-Object System.Security.Principal.NTAccount($name)).Translate([System.Security.Principal.SecurityIdentifier]).Value
}

function Set-Keys([bool]$blocked) {
    foreach ($key in Get-CimInstance -Namespace $space -ClassName WEKF_PredefinedKey | Where-Object { $keys -contains $_.Id }) {
        if ($PSCmdlet.ShouldProcess($key.Id, "Keyboard Filter: $blocked")) {
            Set-CimInstance -InputObject $key -Property @{ Enabled = $blocked }
        }
    }
}

$shell = { [wmiclass]"\\localhost\${space}:WESL_UserSetting" }

if ($Undo) {
    if ($PSCmdlet.ShouldProcess($User, 'take the shell of the kiosk away')) {
        & $shell | ForEach-Object { $_.RemoveCustomShell((Get-Sid $User)) | Out-Null; $_.SetEnabled($false) | Out-Null }
    }
    Set-Keys $false
    foreach ($policy in $policies) { Remove-ItemProperty -Path $policy.Path -Name $policy.Name -ErrorAction SilentlyContinue }
    Write-Host 'Taken back. Restart the device.'
    return
}

if (-not (Test-Path $Launcher)) { throw "$Launcher is not there. Install the program first: see docs/operating.md." }
$restart = $false
foreach ($feature in $features) {
    $state = Get-WindowsOptionalFeature -Online -FeatureName $feature -ErrorAction SilentlyContinue
    if (-not $state) { throw "This edition of Windows has no $feature. Take Enterprise, Education or IoT Enterprise." }
    if ($state.State -ne 'Enabled' -and $PSCmdlet.ShouldProcess($feature, 'enable')) {
        Enable-WindowsOptionalFeature -Online -FeatureName $feature -All -NoRestart | Out-Null
        $restart = $true
    }
}
if ($restart) { Write-Host 'Restart the device, and run this once more.'; return }

if (-not (Get-LocalUser -Name $User -ErrorAction SilentlyContinue) -and $PSCmdlet.ShouldProcess($User, 'make a user without rights')) {
    New-LocalUser -Name $User -NoPassword -AccountNeverExpires -UserMayNotChangePassword | Out-Null
    Add-LocalGroupMember -SID 'S-1-5-32-545' -Member $User
}
if ($PSCmdlet.ShouldProcess($User, "Shell Launcher: $Launcher")) {
    $class = & $shell
    $class.SetDefaultShell('explorer.exe', 0) | Out-Null
    # 10: the operator told it to leave for good, so nothing is done (3); whatever else it ends with, it is started again (0).
    $class.SetCustomShell((Get-Sid $User), $Launcher, @(10), @(3), 0) | Out-Null
    $class.SetEnabled($true) | Out-Null
}
Set-Keys $true
foreach ($policy in $policies) {
    if ($PSCmdlet.ShouldProcess("$($policy.Path)\$($policy.Name)", $policy.Value)) {
        New-Item -Path $policy.Path -Force | Out-Null
        Set-ItemProperty -Path $policy.Path -Name $policy.Name -Value $policy.Value -Type DWord
    }
}
foreach ($timeout in 'monitor-timeout-ac', 'standby-timeout-ac', 'hibernate-timeout-ac') {
    if ($PSCmdlet.ShouldProcess($timeout, 'never')) { powercfg /change $timeout 0 }
}
Write-Host "Done. Let $User log on by itself (netplwiz, or Autologon of Sysinternals), and restart the device."
