"""Visitor settings: the language and the accessibility sheet. All of it ends with the session."""

from __future__ import annotations

from dataclasses import replace

from kiosk.session.actions import (
    ChooseContrast,
    ChooseLanguage,
    ChooseTextSize,
    Intent,
    ToggleLowReach,
    ToggleReadAloud,
    ToggleReducedMotion,
)
from kiosk.session.state import CONTRASTS, TEXT_SIZES, State, VisitorSettings


def choose(state: State, intent: Intent) -> State:
    """Return the state after a settings intent; the same state for any other intent, and for unknown values."""
    return replace(state, settings=_apply(state.settings, intent, state.outline.languages))


def _apply(settings: VisitorSettings, intent: Intent, languages: tuple[str, ...]) -> VisitorSettings:
    match intent:
        case ChooseLanguage(language=language) if language in languages:
            settings = replace(settings, language=language)
        case ChooseTextSize(size=size) if size in TEXT_SIZES:
            settings = replace(settings, text_size=size)
        case ChooseContrast(contrast=contrast) if contrast in CONTRASTS:
            settings = replace(settings, contrast=contrast)
        case ToggleLowReach():
            settings = replace(settings, low_reach=not settings.low_reach)
        case ToggleReducedMotion():
            settings = replace(settings, reduced_motion=not settings.reduced_motion)
        case ToggleReadAloud():
            settings = replace(settings, read_aloud=not settings.read_aloud)
    return settings
