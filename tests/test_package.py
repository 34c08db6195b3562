"""What is shipped: the wheel alone, away from the checkout, is the whole product."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built wheel, unpacked where nothing of the checkout is; its dependencies are those of this environment."""
    made = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(made), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    (wheel,) = made.glob("samsyn-*.whl")
    with zipfile.ZipFile(wheel) as content:
        content.extractall(made / "site")
    return made / "site"


def run(installed: Path, *words: str, data: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(installed), "SAMSYN_DATA": str(data), "OPENAI_API_KEY": ""}
    return subprocess.run(
        [sys.executable, *words], capture_output=True, text=True, env=environment, cwd=installed, check=False
    )


def test_the_wheel_carries_prompts_templates_static_files_migrations_and_the_sample_company(installed: Path) -> None:
    for needed in (
        "prompts/compose_pitch.md", "app/sample/kairos/official/faq.md", "app/sample/kairos/field/crm-export.csv",
        "app/language/glossary.toml", "app/web/templates", "app/web/static/swagger/swagger-ui-bundle.js",
        "app/store/migrations/versions", "app/report/texts/sv.toml", "ingest/vocabulary.toml",
    ):  # fmt: skip
        assert (installed / needed).exists(), needed


def test_every_data_file_of_the_checkout_is_in_the_wheel(installed: Path) -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )
    ours = [name for name in tracked if name.split("/")[0] in {"app", "ingest", "prompts"} and (ROOT / name).exists()]
    assert ours
    assert [name for name in ours if not (installed / name).exists()] == []


def test_the_installed_product_loads_the_demo_and_answers(installed: Path, tmp_path: Path) -> None:
    where = run(installed, "-c", "import app; print(app.__file__)", data=tmp_path)
    assert where.stdout.startswith(str(installed))
    loaded = run(installed, "-m", "app", "demo", "--no-serve", data=tmp_path)
    assert loaded.returncode == 0, loaded.stderr
    asked = run(installed, "-m", "app", "ask", "Vad kostar Team?", "--as-of", "2026-11-23", data=tmp_path / "demo")
    assert "490 kr" in asked.stdout, asked.stderr
