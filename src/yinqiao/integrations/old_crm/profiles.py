"""The profile in the encoding that older systems write."""

from yinqiao.platform.imports.profile import Profile, RegisteredProfile


class GbkProfile(RegisteredProfile):
    """The same files in GBK. Read as GB18030, which holds all of GBK and the rare characters of names besides."""

    def load(self) -> Profile:
        """Return the checked profile under this id."""
        plain = RegisteredProfile("old_crm", self.path).load()
        defaults = plain.defaults.model_copy(update={"encoding": "gb18030"})
        title = f"{plain.title}（GBK）"
        return plain.model_copy(update={"profile": self.id, "title": title, "defaults": defaults})
