package io.sekisho.rules.guard;

import java.util.Locale;

/** Why a claim does not count in full. The label is what people and metrics see. */
public enum GuardReason {
  /** It covers what a never-block entry names. */
  NEVER_BLOCK,
  /** It covers a suffix under which anybody gets names of their own. */
  PUBLIC_SUFFIX,
  /** It covers a name of a list of the most visited ones. */
  POPULAR,
  /** It covers an entry of a list of what is mistaken for a threat. */
  WARNINGLIST,
  /** It covers a range of addresses that many unrelated sites share. */
  SHARED_RANGE,
  /** It names the whole of a site that was broken into. */
  COMPROMISED_SITE,
  /** It covers a name that no feed may list. */
  CANARY;

  private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

  public String label() {
    return label;
  }
}
