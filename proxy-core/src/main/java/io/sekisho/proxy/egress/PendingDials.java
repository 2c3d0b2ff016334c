package io.sekisho.proxy.egress;

import io.netty.channel.Channel;
import io.sekisho.proxy.Headcount;
import io.sekisho.proxy.Inquiry;
import io.sekisho.proxy.Quota;
import io.sekisho.proxy.RefusalReason;
import io.sekisho.rules.indicator.IpAddress;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The attempts to reach servers that are under way. They are bounded, and for each client too, so
 * that one that knocks at many dead servers leaves room for the others.
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
   * Begins one, unless that is one too many.
   *
   * @param client whose end is the end of the attempt
   * @param then hears the outcome, and at once where it is one too many
   */
  Optional<PendingDial> begin(Inquiry inquiry, Channel client, Consumer<Reach> then) {
    IpAddress address = inquiry.flow().clientAddress();
    return headcount
        .enter(address, quota)
        .map(
            limit -> {
              inquiry.reached(limit);
              then.accept(
                  new Reach.Refused(RefusalReason.BUSY, "too many servers are being dialled"));
              return Optional.<PendingDial>empty();
            })
        .orElseGet(
            () ->
                Optional.of(
                    PendingDial.begin(inquiry, client, () -> headcount.leave(address), then)));
  }
}
