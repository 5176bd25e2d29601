"""Files to rows of texts: `read_chunks` streams any supported file in bounded memory, with exact line numbers and reasons."""

from yinqiao.platform.imports.decoding.chunks import LINE, BadLine, RawChunk, ReadPlan
from yinqiao.platform.imports.decoding.reading import read_chunks, reading_plan
from yinqiao.platform.imports.decoding.skimming import skim_chunks

__all__ = ["LINE", "BadLine", "RawChunk", "ReadPlan", "read_chunks", "reading_plan", "skim_chunks"]
