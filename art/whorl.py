"""The whorl 涡纹 as drawn arms: for places where the delivered one, whose arms end sooner, does not reach."""

from __future__ import annotations

from math import cos, pi, sin

GOLD, PATINA = "#E8C77A", "#5FA08C"
STEPS = 64


def arm(
    centre: tuple[float, float], radii: tuple[float, float], start: float, turn: float, widths: tuple[float, float]
) -> str:
    """One logarithmic arm as path data: from the inner radius to the outer, `turn` radians on, narrowing."""
    (x, y), (inner, outer), (root, tip) = centre, radii, widths
    left, right = [], []
    for step in range(STEPS + 1):
        part = step / STEPS
        radius = inner * (outer / inner) ** part
        angle = start + turn * part
        half = (root + (tip - root) * part) * (1 - part * part * 0.35) / 2
        left.append((x + (radius + half) * cos(angle), y + (radius + half) * sin(angle)))
        right.append((x + (radius - half) * cos(angle), y + (radius - half) * sin(angle)))
    return "M" + "L".join(f"{px:.1f} {py:.1f}" for px, py in left + right[::-1]) + "Z"


def whorl(width: int, height: int, centre: tuple[float, float], eye: float, reach: float, arms: int = 9) -> str:
    """An SVG of arms and rings around an eye of radius `eye`, out to `reach`; nothing is drawn in the eye itself."""
    x, y = centre
    drawn = [
        f'<circle cx="{x:g}" cy="{y:g}" r="{eye * (1 + 0.3 * ring + 0.02 * ring * ring):.1f}" fill="none" '
        f'stroke="{PATINA}" stroke-width="1.6" opacity="{0.34 - 0.03 * ring:.2f}"/>'
        for ring in range(1, 7)
    ]
    for number in range(arms):
        start = 2 * pi * number / arms
        shade = arm(centre, (eye * 0.62, reach), start - 0.5, 2.4, (reach * 0.11, reach * 0.004))
        line = arm(centre, (eye * 0.96, reach * 1.06), start + 0.13, 1.9, (reach * 0.017, reach * 0.0012))
        drawn.append(f'<path d="{shade}" fill="{PATINA}" opacity="0.16"/>')
        drawn.append(f'<path d="{line}" fill="{GOLD}" opacity="{0.5 if number % 2 else 0.95}"/>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
        f"{''.join(drawn)}</svg>"
    )
