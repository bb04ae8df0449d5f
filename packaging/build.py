"""Build the program: a folder that runs on its own and, on Debian and Ubuntu, a package around it.

    python packaging/build.py            build both, then start what was built
    python packaging/build.py --no-smoke build only

Results lie in `dist/`: `reflect/` and `reflect-journal_<version>_<architecture>.deb`.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LINUX = ROOT / "packaging" / "linux"
BUILD = ROOT / "build"
DIST = ROOT / "dist"
APP_ID = "io.github.reflect_journal.Reflect"
SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
PACKAGE = "reflect-journal"
BINARIES = Path(sys.executable).parent

# Files of Qt that a desktop may lack without Reflect missing anything: what they need is no
# dependency.
OPTIONAL = re.compile(r"plugins/(platformthemes|wayland-|platforms/libqwayland|printsupport|tls)")


def run(*command: str | Path, **more: str) -> str:
    """Output of `command`; ends the build, with what it said, where it fails."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        env={**os.environ, **more},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"{command[0]} failed:\n{done.stdout}")
    return done.stdout


def draw_icons(folder: Path) -> None:
    """`resources/app.svg` as PNG in all sizes, and as .ico for Windows."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PIL import Image
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    folder.mkdir(parents=True, exist_ok=True)
    drawing = QSvgRenderer(str(ROOT / "resources" / "app.svg"))
    for size in SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(0)
        painter = QPainter(image)
        drawing.render(painter)
        painter.end()
        image.save(str(folder / f"{size}.png"))
    with Image.open(folder / "256.png") as largest:
        largest.save(folder / "reflect.ico", sizes=[(s, s) for s in SIZES if s <= 256])


def gather_licences(folder: Path) -> None:
    """The licence texts of everything that is built in, one folder a package."""
    shutil.rmtree(folder, ignore_errors=True)
    wanted = "".join(
        (ROOT / "requirements" / f"{part}.txt").read_text(encoding="utf-8")
        for part in ("app", "sync")
    )
    for name in re.findall(r"^([\w.\-]+)==", wanted, re.MULTILINE):
        try:
            package = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue  # only wanted on other platforms or by other Pythons
        home = folder / name
        home.mkdir(parents=True, exist_ok=True)
        about = package.metadata
        said = [about[key] for key in ("License-Expression", "License") if key in about]
        terms = said[0] if said else "see the texts beside this file"
        (home / "ABOUT").write_text(f"{name} {package.version}\n{terms}\n", encoding="utf-8")
        for file in package.files or []:
            source = Path(str(package.locate_file(file)))
            if re.search(r"licen[cs]e|copying|notice", file.name, re.IGNORECASE) and (
                source.is_file() and source.suffix not in {".py", ".pyc"}
            ):
                shutil.copyfile(source, home / file.name)
    python = Path(sys.base_prefix)
    for text in (
        python / f"lib/python{sys.version_info[0]}.{sys.version_info[1]}/LICENSE.txt",
        Path(f"/usr/share/doc/python{sys.version_info[0]}.{sys.version_info[1]}/copyright"),
    ):
        if text.is_file():
            (folder / "python").mkdir(parents=True, exist_ok=True)
            shutil.copyfile(text, folder / "python" / "LICENSE")
            break
    if not list((folder / "pyside6-essentials").glob("*LGPL*")):
        lgpl = Path("/usr/share/common-licenses/LGPL-3")
        if lgpl.is_file():
            shutil.copyfile(lgpl, folder / "pyside6-essentials" / "LGPL-3.0")


def build_folder() -> Path:
    """`dist/reflect`, by PyInstaller."""
    for ts in sorted((ROOT / "resources" / "i18n").glob("*.ts")):
        run(BINARIES / "pyside6-lrelease", "-silent", ts, "-qm", ts.with_suffix(".qm"))
    draw_icons(BUILD / "icons")
    gather_licences(BUILD / "licences")
    run(
        *(sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"),
        *("--workpath", BUILD / "pyinstaller", "--distpath", DIST),
        ROOT / "packaging" / "reflect.spec",
    )
    return DIST / "reflect"


def depends(program: Path) -> list[str]:
    """Debian packages of the libraries that `program` needs and does not carry."""
    own = {path.name for path in program.rglob("*.so*")}
    needed = set()
    for path in program.rglob("*"):
        relative = path.relative_to(program).as_posix()
        if path.is_symlink() or not path.is_file() or OPTIONAL.search(relative):
            continue
        with path.open("rb") as file:
            if file.read(4) != b"\x7fELF":
                continue
        needed |= set(re.findall(r"NEEDED\s+(\S+)", run("objdump", "-p", path)))
    paths = dict(re.findall(r"^\s+(\S+) .*=> (\S+)$", run("/sbin/ldconfig", "-p"), re.MULTILINE))
    packages = set(run(LINUX / "system-packages", "--list").split())
    for library in sorted(needed - own):
        found = paths.get(library)
        if found is None:
            print(f"note: {library} is not on this machine; its package is not in Depends")
            continue
        owner = subprocess.run(
            ["dpkg-query", "-S", str(Path(found).resolve())],
            capture_output=True,
            text=True,
            check=False,
        )
        if owner.returncode == 0:
            packages.add(owner.stdout.split(":")[0])
    return sorted(packages)


def build_deb(program: Path) -> Path:
    """A package around the program folder: menu entry, icons, AppStream data, licence."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    version = project["version"]
    architecture = run("dpkg", "--print-architecture").strip()
    tree = BUILD / "deb"
    shutil.rmtree(tree, ignore_errors=True)
    shutil.copytree(program, tree / "usr" / "lib" / PACKAGE, symlinks=True)
    share = tree / "usr" / "share"
    for name, place in (
        (f"{APP_ID}.desktop", "applications"),
        (f"{APP_ID}.metainfo.xml", "metainfo"),
    ):
        (share / place).mkdir(parents=True)
        shutil.copyfile(LINUX / name, share / place / name)
    for size in SIZES:
        home = share / "icons" / "hicolor" / f"{size}x{size}" / "apps"
        home.mkdir(parents=True)
        shutil.copyfile(BUILD / "icons" / f"{size}.png", home / f"{APP_ID}.png")
    home = share / "icons" / "hicolor" / "scalable" / "apps"
    home.mkdir(parents=True)
    shutil.copyfile(ROOT / "resources" / "app.svg", home / f"{APP_ID}.svg")
    documents = share / "doc" / PACKAGE
    documents.mkdir(parents=True)
    (documents / "copyright").write_text(
        "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n"
        "Upstream-Name: Reflect\n\n"
        "Files: *\nCopyright: the Reflect developers\nLicense: GPL-3.0+\n"
        " The full text is in /usr/share/common-licenses/GPL-3.\n"
        f" What is built in keeps its own licences: see /usr/lib/{PACKAGE}/_internal/licences.\n",
        encoding="utf-8",
    )
    (tree / "usr" / "bin").mkdir(parents=True)
    (tree / "usr" / "bin" / "reflect").symlink_to(f"../lib/{PACKAGE}/reflect")
    size = sum(path.lstat().st_size for path in tree.rglob("*")) // 1024
    (tree / "DEBIAN").mkdir()
    (tree / "DEBIAN" / "control").write_text(
        f"Package: {PACKAGE}\n"
        f"Version: {version}\n"
        f"Architecture: {architecture}\n"
        "Maintainer: The Reflect developers <reflect@localhost>\n"
        f"Installed-Size: {size}\n"
        f"Depends: {', '.join(depends(program))}\n"
        "Recommends: fonts-dejavu-core | fonts-noto-core\n"
        "Section: misc\nPriority: optional\n"
        f"Description: {project['description']}\n"
        " Write, mark how it is, find it again. Everything you write stays in one\n"
        " encrypted folder on your own machine.\n",
        encoding="utf-8",
    )
    for path in (tree, *tree.rglob("*")):
        if not path.is_symlink():
            runs = path.is_dir() or os.access(path, os.X_OK)
            path.chmod(0o755 if runs else 0o644)
    deb = DIST / f"{PACKAGE}_{version}_{architecture}.deb"
    run("dpkg-deb", "--root-owner-group", "-Zxz", "-z3", "--build", tree, deb)
    return deb


def validate() -> None:
    """Desktop file and AppStream data, with the validators that are there."""
    for tool, arguments, name in (
        ("desktop-file-validate", (), f"{APP_ID}.desktop"),
        ("appstreamcli", ("validate", "--no-net"), f"{APP_ID}.metainfo.xml"),
    ):
        if shutil.which(tool):
            run(tool, *arguments, LINUX / name)
        else:
            print(f"note: {tool} is not installed; {name} was not validated")


def main(smoke: bool) -> None:
    if sys.platform == "linux":
        validate()
        if shutil.which("objdump") is None:
            run(LINUX / "system-packages", "--tools")
    program = build_folder()
    print(f"built {program.relative_to(ROOT)}")
    built = program
    if sys.platform == "linux" and shutil.which("dpkg-deb"):
        built = build_deb(program)
        print(f"built {built.relative_to(ROOT)}, {built.stat().st_size / 2**20:.0f} MiB")
    if smoke and sys.platform == "linux":
        sys.exit(subprocess.run([str(LINUX / "smoke"), str(built)], check=False).returncode)


if __name__ == "__main__":
    main(smoke="--no-smoke" not in sys.argv[1:])
