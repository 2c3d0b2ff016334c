package io.sekisho.proxy.answer;

import static io.sekisho.proxy.answer.Markup.element;
import static io.sekisho.proxy.answer.Markup.escaped;

import io.sekisho.proxy.RefusalReason;
import io.sekisho.proxy.Wording.Contact;
import io.sekisho.proxy.Wording.Operator;
import java.net.URI;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;

/** A refusal as a page that needs nothing else: no script, no other resource. */
final class RefusalPage {
  private final Case about;
  private final RefusalReason why;
  private final String detail;
  private final Words words;
  private final Words.Reason said;

  RefusalPage(Case about, RefusalReason why, String detail, Words words) {
    this.about = about;
    this.why = why;
    this.detail = detail;
    this.words = words;
    this.said = words.of(why);
  }

  String html() {
    return "<!DOCTYPE html>\n<html lang=\""
        + words.tag()
        + "\" dir=\""
        + words.text("direction")
        + "\">\n"
        + head()
        + body()
        + "</html>\n";
  }

  private String head() {
    return """
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <link rel="icon" href="data:,">
        """
        + element("title", said.title())
        + "\n<style>"
        + PageStyle.SHEET
        + "</style>\n</head>\n";
  }

  private String body() {
    return "<body class=\""
        + why.label()
        + "\">\n"
        + operator().knownName().map(name -> element("header", name) + "\n").orElse("")
        + "<main>\n"
        + element("h1", said.title())
        + "\n"
        + element("p", said.why())
        + "\n"
        + todo()
        + facts()
        + "</main>\n"
        + element("footer", words.text("footer"))
        + "\n</body>\n";
  }

  private Operator operator() {
    return about.wording().operator();
  }

  private String todo() {
    return element("h2", words.text("todo"))
        + "\n<ul>\n"
        + said.todo().stream().map(step -> element("li", step) + "\n").collect(Collectors.joining())
        + "</ul>\n";
  }

  private String facts() {
    return element("h2", words.text("facts"))
        + "\n<dl>\n"
        + fact("case", "<dd class=\"case\" id=\"case\">" + escaped(about.id()))
        + about.asked().map(host -> fact("destination", code(host.toString()))).orElse("")
        + fact("time", "<dd>" + time())
        + Details.of(why, detail)
            .map(text -> fact("detail", "<dd lang=\"en\">" + escaped(text)))
            .orElse("")
        + about.told().map(listing -> fact("listing", code(Listing.text(listing)))).orElse("")
        + operator().knownContact().map(this::contact).orElse("")
        + "</dl>\n";
  }

  private String fact(String label, String value) {
    return "<div>" + element("dt", words.text("fact." + label)) + value + "</dd></div>\n";
  }

  /** Host names are not of the page's language, nor of its direction. */
  private static String code(String text) {
    return "<dd dir=\"ltr\">" + element("code", text);
  }

  private String time() {
    String machine =
        DateTimeFormatter.ISO_INSTANT.format(about.at().truncatedTo(ChronoUnit.SECONDS));
    return "<time datetime=\"" + machine + "\">" + Details.time(about) + "</time>";
  }

  private String contact(Contact contact) {
    String text = escaped(contact.text());
    return fact(
        "contact",
        "<dd>"
            + contact
                .target()
                .map(link -> "<a href=\"" + escaped(address(link)) + "\">" + text + "</a>")
                .orElse(text));
  }

  /** A message to the operator has the case id for its subject. */
  private String address(URI link) {
    String address = link.toASCIIString();
    boolean bareMail = "mailto".equalsIgnoreCase(link.getScheme()) && address.indexOf('?') < 0;
    return bareMail ? address + "?subject=" + about.id() : address;
  }
}
