"""The wheel alone is enough: built, installed into an empty environment, and run there, out of sight of the repository."""

import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
# One worker builds the wheel and runs all of these.
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("wheel")]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment that holds the wheel; its dependencies are links to those installed here, this project left out."""
    folder = tmp_path_factory.mktemp("empty")
    venv.create(folder / "env", with_pip=False)
    python = folder / "env" / "bin" / "python"
    link_dependencies(folder / "dependencies", site_packages(python))
    install = [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-deps", "--no-index", "--quiet", str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    return folder / "env"


def site_packages(python: Path) -> Path:
    command = [str(python), "-c", "import sysconfig; print(sysconfig.get_paths()['purelib'])"]
    return Path(subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip())


def link_dependencies(links: Path, site: Path) -> None:
    """Links to everything installed here but this project; a ``.pth`` file makes them importable, and reads no other ``.pth``."""
    links.mkdir()
    for entry in Path(sysconfig.get_paths()["purelib"]).iterdir():
        if "symbolic_info" not in entry.name and entry.suffix != ".pth":
            (links / entry.name).symlink_to(entry)
    (site / "dependencies.pth").write_text(f"{links}\n", "utf-8")


def run_there(environment: Path, *words: str) -> str:
    """What ``words`` print in the environment, from a folder that is not the repository."""
    variables = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL_ENV"))}
    command = [str(environment / "bin" / words[0]), *words[1:]]
    done = subprocess.run(command, cwd=environment.parent, env=variables, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_contents(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {"symbolic_info/py.typed", "symbolic_info/__init__.pyi", "symbolic_info/cli/main.py"} <= set(names)
    assert any(re.fullmatch(r"symbolic_info/derivations/.+\.py", name) for name in names)
    strange = [name for name in names if not name.startswith(("symbolic_info/", "symbolic_info-"))]
    assert not strange
    assert not [name for name in names if re.search(r"(^|/)(tests?/|test_|__pycache__)", name)]


def test_runs_without_the_repository(environment: Path) -> None:
    where = run_there(environment, "python", "-c", "import symbolic_info; print(symbolic_info.__file__)")
    assert where.startswith(str(environment.parent))
    assert str(ROOT) not in run_there(environment, "python", "-c", "import sys; print(sys.path)")


def test_command_line(environment: Path) -> None:
    from symbolic_info import theorems  # the repository's own, to compare with

    listed = run_there(environment, "symbolic-info", "list", "theorems")
    assert [line.split()[0] for line in listed.splitlines()] == [theorem.key for theorem in theorems()]
    derived = run_there(environment, "symbolic-info", "derive", "KL(Exponential(rate=a), Exponential(rate=b))", "--result")
    assert "log(" in derived
    evaluated = run_there(environment, "python", "-m", "symbolic_info", "eval", "Entropy(Bernoulli(1/2), base=2)")
    assert float(evaluated) == 1


def test_the_two_lists_for_developers_agree() -> None:
    assert PROJECT["project"]["optional-dependencies"]["dev"] == PROJECT["dependency-groups"]["dev"]


def test_one_version_everywhere() -> None:
    version = PROJECT["project"]["version"]
    assert f"version: {version}\n" in (ROOT / "CITATION.cff").read_text("utf-8")
    assert f"## [{version}]" in (ROOT / "CHANGELOG.md").read_text("utf-8")
