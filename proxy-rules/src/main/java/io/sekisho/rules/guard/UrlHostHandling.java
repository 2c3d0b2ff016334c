package io.sekisho.rules.guard;

/** Whether a feed's claim on a URL is one on its host too. */
public enum UrlHostHandling {
  /** It is not: what else is on the host counts as legitimate. */
  IGNORE,
  /** It is, unless a guard is hit by it or the site is somebody's own. */
  BLOCK
}
