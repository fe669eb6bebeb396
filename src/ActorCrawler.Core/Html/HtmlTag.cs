namespace ActorCrawler.Core.Html;

/// <summary>Element names that a rule of the standard or of the extraction mentions; all others are <see cref="Unknown"/>.</summary>
/// <remarks>In the order of <c>HtmlTags.Names</c>, which is ordinal.</remarks>
internal enum HtmlTag : byte
{
    Unknown,
    A, Abbr, Address, AnnotationXml, Applet, Area, Article, Aside, Audio, B, Base, Basefont, Bdi, Bdo, Bgsound, Big, Blockquote,
    Body, Br, Button, Canvas, Caption, Center, Cite, Code, Col, Colgroup, Data, Datalist, Dd, Del, Desc, Details, Dfn, Dialog, Dir,
    Div, Dl, Dt, Em, Embed, Fieldset, Figcaption, Figure, Font, Footer, ForeignObject, Form, Frame, Frameset, H1, H2, H3, H4, H5, H6,
    Head, Header, Hgroup, Hr, Html, I, Iframe, Img, Input, Ins, Kbd, Keygen, Label, Legend, Li, Link, Listing, Main, Malignmark, Map,
    Mark, Marquee, Math, Menu, Meta, Meter, Mglyph, Mi, Mn, Mo, Ms, Mtext, Nav, Nobr, Noembed, Noframes, Noscript, Object, Ol,
    Optgroup, Option, Output, P, Param, Picture, Plaintext, Pre, Progress, Q, Rb, Rp, Rt, Rtc, Ruby, S, Samp, Script, Search,
    Section, Select, Slot, Small, Source, Span, Strike, Strong, Style, Sub, Summary, Sup, Svg, Table, Tbody, Td, Template, Textarea,
    Tfoot, Th, Thead, Time, Title, Tr, Track, Tt, U, Ul, Var, Video, Wbr, Xmp,
}
