"""Static files under hashed names, so that browsers keep them for a year (`STORAGES["staticfiles"]`)."""

from whitenoise.storage import (  # type: ignore[import-untyped]
    CompressedManifestStaticFilesStorage,
)

_URL = r"""(?P<matched>url\((?P<quote>['"]{0,1})\s*(?P<url>.*?)(?P=quote)\))"""
_IMPORT = r"""(?P<matched>import(?s:(?P<import>[\s\{].*?))\s*from\s*['"](?P<url>[./].*?)["']\s*;)"""
_BARE_IMPORT = r"""(?P<matched>import\s*['"](?P<url>[./].*?)["']\s*;)"""
_MODULE = (
    (_IMPORT, """import%(import)s from "%(url)s";"""),
    (_BARE_IMPORT, """import"%(url)s";"""),
)


class StaticStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """WhiteNoise's storage, with two differences.

    Only our own modules have their imports rewritten, and source-map comments are left alone: vendored files are kept
    byte for byte and their maps are not shipped. Without a manifest (tests, commands before ``collectstatic``) names stay plain.
    """

    # The shell's modules, and those of a room that build on them: a module under two names would be two.
    patterns = (
        ("*.css", (_URL,)),
        ("ui/js/*.js", _MODULE),
        ("sales/*.js", _MODULE),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self._urls: dict[tuple[bool, str], str] = {}

    def create_compressor(self, **options: object) -> object:
        """Compress by gzip alone: brotli's best level takes 10 s of the first start and saves little inside a bank's network."""
        return super().create_compressor(**options, use_brotli=False)

    def url(self, name: str, force: bool = False) -> str:  # noqa: FBT001, FBT002 - Django's signature
        """Return the address of a file, worked out once: a page names sixty."""
        if force:
            return str(super().url(name, force=force))
        # Plain names become hashed ones when a manifest is read.
        key = (bool(self.hashed_files), name)
        if key not in self._urls:
            self._urls[key] = str(super().url(name))
        return self._urls[key]

    def stored_name(self, name: str) -> str:
        """Return the hashed name, or the plain one if nothing was collected yet."""
        if not self.hashed_files:
            return name
        return str(super().stored_name(name))
