package io.sekisho.proxy.egress;

import io.sekisho.proxy.Action;
import io.sekisho.proxy.RefusalReason;
import io.sekisho.rules.indicator.IpAddress;
import java.util.List;

/** Hears whether a destination may be dialled: exactly one call, on the flow's event loop. */
public interface Clearance {

  /** Everything known was judged, and these addresses, at least one, may be dialled. */
  void cleared(List<IpAddress> addresses);

  /** An answer of the resolver turned out hostile. */
  void stopped(Action action);

  /** It may not be reached, or has no address. */
  void refused(RefusalReason reason, String detail);
}
