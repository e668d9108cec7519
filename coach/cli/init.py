"""`coach init`: a config, an example of own rules and a CI workflow to begin with; never overwrites. Floor 7."""

from __future__ import annotations

from typing import Annotated, Optional

import typer

CI = {"github": ".github/workflows/coach.yml", "gitlab": "coach.gitlab-ci.yml", "none": ""}


def init(
    folder: Annotated[str, typer.Argument(metavar="[文件夹]", help="写到哪里；不写就是当前文件夹")] = ".",
    ci: Annotated[Optional[str], typer.Option("--ci", metavar="系统", help="github（默认）、gitlab、none")] = None,
) -> int:
    """写好起步的配置、自家规则的例子和 CI 流程；已有的文件一个不动。"""
    import os

    from coach import starter
    from coach.cli.exits import CLEAN, TROUBLE
    from coach.cli.streams import say
    from coach.report.visible import visible
    from coach.wording import known_word, unwritable

    system = known_word("CI 系统", ci, dict.fromkeys(CI, "")) or "github"
    names = {"coach.toml": "coach.toml", "team.yaml": os.path.join("coach-rules", "team.yaml")}
    if CI[system]:
        names[f"{system}.yml"] = os.path.join(*CI[system].split("/"))
    code = CLEAN
    for template, name in names.items():
        path = os.path.normpath(os.path.join(folder, name))
        try:
            fresh = starter.put(template, path)
        except (OSError, ValueError) as error:
            say(f"没能写入 {visible(path)}：{unwritable(error)}")
            code = TROUBLE
            continue
        say(f"写好 {visible(path)}" if fresh else f"已有 {visible(path)}，没有动它")
    if system == "gitlab":
        say("在 .gitlab-ci.yml 里加一行：include: /coach.gitlab-ci.yml")
    if code == CLEAN:
        say("接着试试：coach lint，再用 coach baseline 把旧问题记下来")
    return code
