package io.sekisho.proxy.answer;

import io.sekisho.proxy.Flow;
import io.sekisho.proxy.RefusalReason;

/** The words of a refusal, as a page that needs nothing else, and as plain text. */
final class RefusalPage {
  private RefusalPage() {}

  static String html(Flow flow, RefusalReason why, String detail) {
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>%1$s</title>
        <style>body{font:1rem/1.5 system-ui,sans-serif;max-width:40rem;margin:4rem auto;padding:0 1rem}</style>
        </head>
        <body>
        <h1>%1$s</h1>
        <p>%2$s</p>
        <p>Reference: <code>%3$s</code></p>
        </body>
        </html>
        """
        .formatted(title(why), escaped(sentence(why, detail)), escaped(flow.id()));
  }

  static String text(Flow flow, RefusalReason why, String detail) {
    return "%s%n%s%nReference: %s%n"
        .formatted(title(why), sentence(why, detail), flow.id())
        .replace("\r\n", "\n");
  }

  private static String title(RefusalReason why) {
    return switch (why) {
      case HOSTILE -> "Blocked: a known malware server";
      case PRIVATE, PORT, CLIENT -> "Not allowed";
      case MALFORMED -> "The request cannot be understood";
      case UNREACHABLE, TIMEOUT -> "The server cannot be reached";
      case BUSY -> "Too many connections";
    };
  }

  private static String sentence(RefusalReason why, String detail) {
    return switch (why) {
      case HOSTILE ->
          "This destination is known to control malware, so the connection was stopped before"
              + " anything was sent. If you did not open it yourself, the device you are using may"
              + " be infected: please tell whoever looks after it, with the reference below.";
      case PRIVATE, PORT, CLIENT, MALFORMED, UNREACHABLE, TIMEOUT, BUSY ->
          Character.toUpperCase(detail.charAt(0)) + detail.substring(1) + ".";
    };
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
