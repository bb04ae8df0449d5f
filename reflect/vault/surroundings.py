"""Where the folder lies: synchronised, on a network, beside conflict copies of itself.

Nothing here stops anybody. A journal in a cloud folder is encrypted and works; two machines
writing to it at once do not, and the person should hear that before it happens.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reflect.vault import folder as place


@dataclass(frozen=True, slots=True)
class VaultWarning:
    """Something worth a calm word."""

    kind: str
    """cloud-folder, network-folder, conflict-copy, mirror-used, mirror-repaired, queue-damaged,
    read-only or reserve-missing."""
    path: Path
    detail: str = ""
    """The service or file system, where there is one."""

    def __str__(self) -> str:
        return f"{self.kind} {self.detail} ({self.path})".replace("  ", " ")


_MARKERS = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".849C9593-D756-4E56-8D6E-42412F2A707B": "OneDrive",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".stfolder": "Syncthing",
    ".stignore": "Syncthing",
    ".tmp.driveupload": "Google Drive",
    ".seafile-data": "Seafile",
}
_MARKER_PATTERNS = {"._sync_*.db": "Nextcloud", ".sync_*.db": "Nextcloud"}
_FOLDER_NAMES = {
    "dropbox": "Dropbox",
    "onedrive": "OneDrive",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "pcloud drive": "pCloud",
    "com~apple~clouddocs": "iCloud Drive",
    "icloud drive": "iCloud Drive",
    "iclouddrive": "iCloud Drive",
}
_NETWORK = frozenset(
    {
        "nfs",
        "nfs4",
        "cifs",
        "smb2",
        "smb3",
        "smbfs",
        "afs",
        "ncpfs",
        "ceph",
        "glusterfs",
        "davfs",
        "fuse.sshfs",
        "fuse.rclone",
        "fuse.davfs2",
        "fuse.gvfsd-fuse",
        "fuse.s3fs",
        "fuse.kio-fuse",
        "fuse.glusterfs",
        "fuse.cephfs",
    }
)


def look_around(folder: Path, mounts: str | None = None) -> tuple[VaultWarning, ...]:
    """Warnings about the place of `folder`; `mounts` is the text of /proc/self/mounts."""
    found = []
    folder = folder.resolve()
    if service := cloud_service(folder):
        found.append(VaultWarning("cloud-folder", folder, service))
    if system := network_file_system(folder, mounts):
        found.append(VaultWarning("network-folder", folder, system))
    found.extend(VaultWarning("conflict-copy", path) for path in conflict_copies(folder))
    return tuple(found)


def cloud_service(folder: Path) -> str | None:
    """The service that synchronises `folder`, by its marker in the folder or one above."""
    for here in (folder, *folder.parents):
        name = here.name.casefold()
        for known, service in _FOLDER_NAMES.items():
            if name == known or name.startswith((known + " - ", known + " (")):
                return service
        try:
            for marker, service in _MARKERS.items():
                if (here / marker).exists():
                    # Dropbox's own settings lie in ~/.dropbox, which makes no home a cloud folder.
                    if marker == ".dropbox" and (here / marker).is_dir():
                        continue
                    return service
            for pattern, service in _MARKER_PATTERNS.items():
                if any(here.glob(pattern)):
                    return service
        except OSError:
            continue  # a parent that cannot be looked into says nothing
    return None


def network_file_system(folder: Path, mounts: str | None = None) -> str | None:
    """The type of the network file system that `folder` lies on, or None."""
    if str(folder).startswith("\\\\"):
        return "UNC"
    if mounts is None:
        try:
            mounts = Path("/proc/self/mounts").read_text(errors="replace")
        except OSError:
            return None
    best, system = Path(), ""
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = Path(fields[1].replace("\\040", " ").replace("\\011", "\t"))
        if folder.is_relative_to(point) and len(point.parts) >= len(best.parts):
            best, system = point, fields[2]
    return system if system in _NETWORK else None


def conflict_copies(folder: Path) -> tuple[Path, ...]:
    """Files that a synchroniser made of ours: `journal (conflicted copy …).db` and the like."""
    ours = {place.DATABASE, place.KEYFILE, place.MIRROR}
    try:
        files = sorted(folder.iterdir())
    except OSError:
        return ()
    return tuple(
        file
        for file in files
        if file.name not in ours
        and file.name.startswith("journal")
        and file.suffix in {".db", ".key", ".mirror"}
    )
