package io.sekisho.proxy.egress;

import io.netty.channel.EventLoop;
import io.sekisho.proxy.Action;
import io.sekisho.proxy.Inquiry;
import io.sekisho.proxy.RefusalReason;
import io.sekisho.proxy.dns.Resolution;
import io.sekisho.rules.Clue;
import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.Host;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.IpAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * One diverted flow being cleared. Its client chose the address, which has been judged together
 * with the name; where the name is to lead, it is looked up here, and all its answers are judged
 * too.
 */
final class DivertedClearance {
  /** Networks within which the answers of one large service differ from asker to asker. */
  private static final int NEAR_V4 = 24;

  private static final int NEAR_V6 = 48;

  private final Outbound outbound;
  private final Inquiry inquiry;
  private final Endpoint authority;
  private final Diverted diverted;
  private final Clearance then;

  DivertedClearance(
      Outbound outbound, Inquiry inquiry, Endpoint authority, Diverted diverted, Clearance then) {
    this.outbound = outbound;
    this.inquiry = inquiry;
    this.authority = authority;
    this.diverted = diverted;
    this.then = then;
  }

  void start(EventLoop loop) {
    authority
        .host()
        .<Runnable>fold(name -> () -> clear(name, loop), address -> this::admitOriginal)
        .run();
  }

  private void clear(HostName name, EventLoop loop) {
    if (diverted.dialled() == Dialled.RESOLVED) {
      outbound.resolver().resolve(name, loop, this::resolved);
    } else {
      admitOriginal();
    }
  }

  private void resolved(Resolution resolution) {
    resolution
        .<Runnable>fold(
            answers -> () -> judge(answers),
            noAnswer -> () -> then.refused(RefusalReason.UNREACHABLE, noAnswer.detail()),
            timedOut -> () -> then.refused(RefusalReason.TIMEOUT, timedOut.detail()))
        .run();
  }

  private void judge(Resolution.Answers answers) {
    List<Clue> clues = new ArrayList<>(answers.aliases().size() + answers.addresses().size());
    answers.aliases().forEach(name -> clues.add(clue(Clue.Kind.ALIAS, name)));
    answers.addresses().forEach(found -> clues.add(clue(Clue.Kind.RESOLVED_ADDRESS, found)));
    Action action = clues.isEmpty() ? Action.RELAY : inquiry.consider(clues);
    if (!action.passes()) {
      then.stopped(action);
    } else if (answers.addresses().isEmpty()) {
      then.refused(RefusalReason.UNREACHABLE, "the name has no address");
    } else if (answers.addresses().stream().anyMatch(this::isNear)) {
      admitOriginal();
    } else {
      inquiry.namesDisagree();
      admit(answers.addresses());
    }
  }

  private Clue clue(Clue.Kind kind, Host host) {
    return new Clue(kind, new Endpoint(host, diverted.original().port()));
  }

  private boolean isNear(IpAddress answer) {
    IpAddress original = diverted.address();
    int length = original.isV4() ? NEAR_V4 : NEAR_V6;
    return answer.isV4() == original.isV4()
        && AddressPrefix.masked(answer, length).equals(AddressPrefix.masked(original, length));
  }

  private void admitOriginal() {
    admit(List.of(diverted.address()));
  }

  private void admit(List<IpAddress> judged) {
    List<IpAddress> allowed = new ArrayList<>(judged);
    allowed.removeIf(address -> !outbound.mayBeReached(address, diverted.original().port()));
    IpAddress source = diverted.source();
    allowed.removeIf(address -> source != null && address.isV4() != source.isV4());
    if (allowed.isEmpty()) {
      then.refused(RefusalReason.PRIVATE, Outbound.PRIVATE);
    } else {
      then.cleared(NextHop.to(diverted, allowed));
    }
  }
}
