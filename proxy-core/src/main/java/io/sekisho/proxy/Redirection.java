package io.sekisho.proxy;

import io.sekisho.proxy.Answers.Targets;
import java.net.URI;

/** Where a redirection leads: nothing of it is from the request. */
public final class Redirection {
  private Redirection() {}

  /** The target with the case id where it asks for it, else at the end of its query. */
  public static String location(URI target, String caseId) {
    String whole = target.toASCIIString();
    if (whole.contains(Targets.CASE)) {
      return whole.replace(Targets.CASE, caseId);
    }
    int hash = whole.indexOf('#');
    String page = hash < 0 ? whole : whole.substring(0, hash);
    String fragment = hash < 0 ? "" : whole.substring(hash);
    return page + separator(page) + "case=" + caseId + fragment;
  }

  private static String separator(String page) {
    if (page.indexOf('?') < 0) {
      return "?";
    }
    return page.endsWith("?") || page.endsWith("&") ? "" : "&";
  }
}
