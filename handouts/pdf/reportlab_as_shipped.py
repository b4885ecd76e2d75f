"""ReportLab with the settings that it was shipped with: "same input, same bytes" holds on every machine."""

from __future__ import annotations

import os
import sys
from types import ModuleType

OVERRIDES = ("reportlab.local_rl_settings", "reportlab_settings")  # the second stands in for ~/.reportlab_settings too


def import_as_shipped() -> None:
    """Import ReportLab's settings without what a person's files and RL_... variables change in them, such as remarks in
    every PDF. A program that has imported ReportLab before us has settled this itself."""
    if "reportlab.rl_config" in sys.modules:
        return
    for name in OVERRIDES:
        sys.modules[name] = ModuleType(name)
    variables = {name: os.environ.pop(name) for name in list(os.environ) if name.startswith("RL_")}
    try:
        import reportlab.rl_config  # noqa: F401
    finally:
        os.environ.update(variables)
        for name in OVERRIDES:
            del sys.modules[name]
