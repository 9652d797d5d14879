package org.amurwatch.consumer.dossier;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of headings, sentences and tables, that loads nothing from elsewhere. Whatever is put in is text, never markup. */
final class HtmlPage {

    private static final String STYLE = "body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:75rem;"
            + "padding:0 1rem;color:#1a1a1a;background:#fff}h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2.5rem;"
            + "border-bottom:1px solid #999}table{border-collapse:collapse;width:100%;font-size:13px}"
            + "th,td{border:1px solid #bbb;padding:.3rem .5rem;text-align:left;vertical-align:top;"
            + "overflow-wrap:anywhere;min-width:5rem}th{background:#eee}img{max-width:30rem;max-height:30rem;display:block}"
            + ".warning{border:2px solid #a00;padding:.5rem 1rem;font-weight:bold}"
            + "@media print{body{margin:0;max-width:none}tr{break-inside:avoid}}";

    private final StringBuilder html = new StringBuilder(1 << 14);

    HtmlPage(String title) {
        html.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';")
                .append(" style-src 'unsafe-inline'; img-src 'self' file:\">")
                .append("<title>")
                .append(escaped(title))
                .append("</title><style>")
                .append(STYLE)
                .append("</style></head><body><h1>")
                .append(escaped(title))
                .append("</h1>\n");
    }

    HtmlPage heading(String text) {
        html.append("<h2>").append(escaped(text)).append("</h2>\n");
        return this;
    }

    HtmlPage sentence(String text) {
        html.append("<p>").append(escaped(text)).append("</p>\n");
        return this;
    }

    HtmlPage warning(String text) {
        html.append("<p class=\"warning\">").append(escaped(text)).append("</p>\n");
        return this;
    }

    /** A table; a sentence that says so where it has no rows. */
    HtmlPage table(List<String> columns, List<? extends List<? extends @Nullable Object>> rows) {
        if (rows.isEmpty()) {
            return sentence("None.");
        }
        html.append("<table><thead><tr>");
        columns.forEach(column ->
                html.append("<th scope=\"col\">").append(escaped(column)).append("</th>"));
        html.append("</tr></thead><tbody>\n");
        for (List<? extends @Nullable Object> row : rows) {
            html.append("<tr>");
            row.forEach(cell -> html.append("<td>")
                    .append(cell == null ? "" : escaped(cell.toString()))
                    .append("</td>"));
            html.append("</tr>\n");
        }
        html.append("</tbody></table>\n");
        return this;
    }

    /** @param file in the same package, by its name there */
    HtmlPage picture(String file, String caption) {
        html.append("<figure><img alt=\"\" src=\"")
                .append(escaped(file))
                .append("\"><figcaption>")
                .append(escaped(caption))
                .append("</figcaption></figure>\n");
        return this;
    }

    String end() {
        return html + "</body></html>\n";
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            switch (one) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(one);
            }
        }
        return escaped.toString();
    }
}
