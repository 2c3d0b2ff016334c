package io.sekisho.proxy.egress;

import io.netty.channel.Channel;
import io.sekisho.proxy.Headcount;
import io.sekisho.proxy.Inquiry;
import io.sekisho.proxy.Limit;
import io.sekisho.proxy.Quota;
import io.sekisho.rules.indicator.IpAddress;
import java.util.Optional;

/**
 * The attempts to reach servers that are under way. They are bounded, and for each client too, so
 * that one that knocks at many dead servers leaves room for the others. What the resolver and the
 * pool answer at once is none of them.
 */
public final class PendingDials {
  private final Headcount headcount;
  private final Quota quota;

  /**
   * Dials within a quota.
   *
   * @param headcount of all that are under way, those of earlier configurations included
   */
  public PendingDials(Headcount headcount, Quota quota) {
    this.headcount = headcount;
    this.quota = quota;
  }

  /**
   * Begins one; none where that is one too many, which has been told then.
   *
   * @param client whose end is the end of the attempt
   */
  public Optional<PendingDial> begin(Inquiry inquiry, Channel client) {
    IpAddress address = inquiry.flow().clientAddress();
    Optional<Limit> forbidden = headcount.enter(address, quota);
    forbidden.ifPresent(inquiry::reached);
    return forbidden.isPresent()
        ? Optional.empty()
        : Optional.of(PendingDial.begin(inquiry, client, () -> headcount.leave(address)));
  }
}
