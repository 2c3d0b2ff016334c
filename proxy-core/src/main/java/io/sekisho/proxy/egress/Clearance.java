package io.sekisho.proxy.egress;

import io.sekisho.proxy.Action;
import io.sekisho.proxy.RefusalReason;

/** Hears whether a destination may be dialled: exactly one call, on the flow's event loop. */
public interface Clearance {

  /** Everything known was judged, and the next machine on the way may be dialled. */
  void cleared(NextHop hop);

  /** An answer of the resolver turned out hostile. */
  void stopped(Action action);

  /** It may not be reached, or has no address. */
  void refused(RefusalReason reason, String detail);
}
