"""Archives made for tests."""

import io
import tarfile
import zipfile
from collections.abc import Mapping

ONE = "العنوان: الأول\nوصل الوفد إلى حلب أمس مع الوزير."
TWO = "العنوان: الثاني\nعاد الوفد إلى دمشق مساء اليوم."
LINES = '{"id": 1, "title": "الأول", "text": "وصل الوفد."}\n{"id": 2, "title": "الثاني", "text": "عاد الوفد."}\n'


def zipped(files: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def tarred(files: Mapping[str, str | bytes], mode: str = "w", encoding: str = "utf-8") -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode, format=tarfile.GNU_FORMAT, encoding=encoding) as archive:  # type: ignore[call-overload]
        for name, content in files.items():
            data = content.encode() if isinstance(content, str) else content
            header = tarfile.TarInfo(name)
            header.size = len(data)
            archive.addfile(header, io.BytesIO(data))
    return buffer.getvalue()
