"""The fixed parts of a .docx and its zip: styles, settings, footnotes, headers, relations, content types.

Sizes after NĐ 30/2020 Phụ lục I; Times New Roman is named on every style, for no style may fall back to a theme.
"""

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

from tdkt.documents import ooxml
from tdkt.documents.paper import TABLE_SIZES
from tdkt.documents.wording import clean

FONT = "Times New Roman"
BODY_SIZE = 14  # points
LINE = 264  # 1.1 lines, in 240ths
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_FONTS = f'<w:rFonts w:ascii="{FONT}" w:eastAsia="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}"/>'
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE_RELATION = "http://schemas.openxmlformats.org/package/2006/relationships"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"

# id, name, based on, points, bold, italic, paragraph properties (in the order of the schema)
_ONE_LINE = '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
_TEXT_SPACING = f'<w:spacing w:before="0" w:after="120" w:line="{LINE}" w:lineRule="auto"/>'
_KEEP = "<w:keepNext/><w:keepLines/>"
_FIRST_LINE = ooxml.twips(12.7)
_STYLES: tuple[tuple[str, str, str, float, bool, bool, str], ...] = (
    (
        "Heading1", "heading 1", "BodyText", 14, True, False,
        (f'{_KEEP}<w:spacing w:before="240" w:after="120"/><w:jc w:val="center"/>'
         '<w:outlineLvl w:val="0"/>'),
    ),
    (
        "Heading2", "heading 2", "BodyText", 14, True, False,
        (f'{_KEEP}<w:spacing w:before="120" w:after="120"/><w:ind w:firstLine="{_FIRST_LINE}"/>'
         '<w:jc w:val="both"/><w:outlineLvl w:val="1"/>'),
    ),
    (
        "Heading3", "heading 3", "BodyText", 14, True, False,
        f'{_KEEP}<w:ind w:firstLine="{_FIRST_LINE}"/><w:jc w:val="both"/><w:outlineLvl w:val="2"/>',
    ),
    (
        "Heading4", "heading 4", "BodyText", 14, True, True,
        f'{_KEEP}<w:ind w:firstLine="{_FIRST_LINE}"/><w:jc w:val="both"/><w:outlineLvl w:val="3"/>',
    ),
    ("BodyText", "Body Text", "Normal", 14, False, False, f'{_TEXT_SPACING}<w:jc w:val="both"/>'),
    ("Title", "Title", "Normal", 14, True, False,
     '<w:keepNext/><w:spacing w:before="240" w:after="0"/><w:jc w:val="center"/>'),
    ("Subtitle", "Subtitle", "Normal", 14, True, False, '<w:keepNext/><w:jc w:val="center"/>'),
    ("Caption", "caption", "Normal", 13, True, False,
     '<w:keepNext/><w:spacing w:before="120" w:after="60"/><w:jc w:val="center"/>'),
    # A style for each size: 36,000 cells need not repeat it.
    *((f"TableText{size}", f"Table Text {size}", "Normal", size, False, False,
       '<w:spacing w:before="20" w:after="20"/>') for size in TABLE_SIZES),
    ("Note", "Table Note", "Normal", 12, False, True,
     '<w:spacing w:before="60" w:after="120"/><w:jc w:val="both"/>'),
    ("Header", "header", "Normal", 14, False, False, '<w:jc w:val="center"/>'),
    ("FootnoteText", "footnote text", "Normal", 10, False, False, '<w:jc w:val="both"/>'),
    ("TOCHeading", "TOC Heading", "Normal", 14, True, False,
     '<w:keepNext/><w:spacing w:before="120" w:after="120"/><w:jc w:val="center"/>'),
    ("TOC1", "toc 1", "Normal", 13, True, False, '<w:spacing w:before="60" w:after="0"/>'),
    ("TOC2", "toc 2", "Normal", 13, False, False,
     '<w:spacing w:before="40" w:after="0"/><w:ind w:left="240"/>'),
    ("TOC3", "toc 3", "Normal", 13, False, False,
     '<w:spacing w:before="20" w:after="0"/><w:ind w:left="480"/>'),
)  # fmt: skip


def document(body: str) -> str:
    """word/document.xml around finished blocks and the last section."""
    return f"{XML}<w:document {ooxml.NAMESPACES}><w:body>{body}</w:body></w:document>"


def package(
    *,
    body: str,
    footnotes: Sequence[str] = (),
    pictures: Sequence[bytes] = (),
    title: str = "",
    author: str = "",
) -> bytes:
    """The zip of a whole document. The same content gives the same bytes: no clock, no random name.

    ``footnotes`` are plain texts, number 1 first; ``pictures`` are PNG, the n-th is relation ``rIdPicture<n>``.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (
            ("[Content_Types].xml", _content_types()),
            ("_rels/.rels", _package_relations()),
            ("docProps/core.xml", _core(title, author)),
            ("docProps/app.xml", _app()),
            ("word/document.xml", document(body)),
            ("word/_rels/document.xml.rels", _document_relations(len(pictures))),
            ("word/styles.xml", styles()),
            ("word/settings.xml", _settings()),
            ("word/fontTable.xml", _font_table()),
            ("word/footnotes.xml", _footnotes(footnotes)),
            ("word/header1.xml", _header(ooxml.field("PAGE", "2"))),
            ("word/header2.xml", _header("")),
        ):
            archive.writestr(zipfile.ZipInfo(name), content.encode(), zipfile.ZIP_DEFLATED, 3)
        for number, picture in enumerate(pictures, start=1):
            archive.writestr(zipfile.ZipInfo(f"word/media/chart{number}.png"), picture)
    return out.getvalue()


def styles() -> str:
    """word/styles.xml."""
    paragraphs = "".join(_style(*style) for style in _STYLES)
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{_FONTS}<w:sz w:val="{BODY_SIZE * 2}"/>'
        f'<w:szCs w:val="{BODY_SIZE * 2}"/><w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/>'
        f"</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>{_ONE_LINE}</w:pPr></w:pPrDefault></w:docDefaults>"
    )
    normal = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f"<w:rPr>{_FONTS}</w:rPr></w:style>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/>'
        f"<w:rPr>{_FONTS}</w:rPr></w:style>"
    )
    others = (
        '<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/>'
        f'<w:rPr>{_FONTS}<w:vertAlign w:val="superscript"/></w:rPr></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        f"<w:rPr>{_FONTS}</w:rPr>"
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
        '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/>'
        f'<w:basedOn w:val="TableNormal"/><w:rPr>{_FONTS}</w:rPr><w:tblPr><w:tblBorders>'
        + "".join(
            f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
            for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        + "</w:tblBorders></w:tblPr></w:style>"
    )
    return f"{XML}<w:styles {ooxml.NAMESPACES}>{defaults}{normal}{paragraphs}{others}</w:styles>"


def _style(
    style_id: str, name: str, based_on: str, size: float, bold: bool, italic: bool, properties: str
) -> str:
    half_points = round(size * 2)
    marks = ("<w:b/><w:bCs/>" if bold else "") + ("<w:i/><w:iCs/>" if italic else "")
    following = '<w:next w:val="BodyText"/>' if name.startswith("heading") else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{style_id}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{based_on}"/>{following}<w:qFormat/><w:pPr>{properties}</w:pPr>'
        f'<w:rPr>{_FONTS}{marks}<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/></w:rPr>'
        "</w:style>"
    )


def _settings() -> str:
    return (
        f'{XML}<w:settings {ooxml.NAMESPACES}><w:zoom w:percent="100"/>'
        '<w:defaultTabStop w:val="720"/>'
        '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="vi-VN"/></w:settings>'
    )


def _footnotes(texts: Sequence[str]) -> str:
    separators = (
        '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r>'
        "</w:p></w:footnote>"
    )
    mark = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
    notes = "".join(
        f'<w:footnote w:id="{number}">'
        f"{ooxml.paragraph(mark + ooxml.run(f' {text}'), style='FootnoteText')}</w:footnote>"
        for number, text in enumerate(texts, start=1)
    )
    return f"{XML}<w:footnotes {ooxml.NAMESPACES}>{separators}{notes}</w:footnotes>"


def _header(content: str) -> str:
    inside = ooxml.paragraph(content, style="Header", align="center")
    return f"{XML}<w:hdr {ooxml.NAMESPACES}>{inside}</w:hdr>"


def _font_table() -> str:
    return (
        f'{XML}<w:fonts {ooxml.NAMESPACES}><w:font w:name="{FONT}"><w:charset w:val="00"/>'
        '<w:family w:val="roman"/><w:pitch w:val="variable"/></w:font></w:fonts>'
    )


def _core(title: str, author: str) -> str:
    return (
        f"{XML}<cp:coreProperties "
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(clean(title))}</dc:title><dc:creator>{escape(clean(author))}</dc:creator>"
        "<dc:language>vi-VN</dc:language></cp:coreProperties>"
    )


def _app() -> str:
    return (
        f'{XML}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
        'extended-properties"><Application>TĐKT</Application></Properties>'
    )


def _content_types() -> str:
    parts = {
        "/word/document.xml": f"{_WORD_TYPE}.document.main+xml",
        "/word/styles.xml": f"{_WORD_TYPE}.styles+xml",
        "/word/settings.xml": f"{_WORD_TYPE}.settings+xml",
        "/word/fontTable.xml": f"{_WORD_TYPE}.fontTable+xml",
        "/word/footnotes.xml": f"{_WORD_TYPE}.footnotes+xml",
        "/word/header1.xml": f"{_WORD_TYPE}.header+xml",
        "/word/header2.xml": f"{_WORD_TYPE}.header+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    }
    overrides = "".join(
        f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts.items()
    )
    return (
        f'{XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="png" ContentType="image/png"/>{overrides}</Types>'
    )


def _package_relations() -> str:
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    return _relations(
        [
            ("rId1", f"{_RELATION}/officeDocument", "word/document.xml"),
            ("rId2", core, "docProps/core.xml"),
            ("rId3", f"{_RELATION}/extended-properties", "docProps/app.xml"),
        ]
    )


def _document_relations(pictures: int) -> str:
    fixed = [
        ("rIdStyles", f"{_RELATION}/styles", "styles.xml"),
        ("rIdSettings", f"{_RELATION}/settings", "settings.xml"),
        ("rIdFonts", f"{_RELATION}/fontTable", "fontTable.xml"),
        ("rIdFootnotes", f"{_RELATION}/footnotes", "footnotes.xml"),
        ("rIdHeader", f"{_RELATION}/header", "header1.xml"),
        ("rIdHeaderFirst", f"{_RELATION}/header", "header2.xml"),
    ]
    charts = [
        (f"rIdPicture{number}", f"{_RELATION}/image", f"media/chart{number}.png")
        for number in range(1, pictures + 1)
    ]
    return _relations(fixed + charts)


def _relations(relations: Sequence[tuple[str, str, str]]) -> str:
    inside = "".join(
        f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>'
        for name, kind, target in relations
    )
    return f'{XML}<Relationships xmlns="{_PACKAGE_RELATION}">{inside}</Relationships>'
