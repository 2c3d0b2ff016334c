package io.sekisho.proxy.egress;

import io.netty.channel.EventLoop;
import io.sekisho.proxy.Action;
import io.sekisho.proxy.Inquiry;
import io.sekisho.proxy.ParentUse;
import io.sekisho.proxy.RefusalReason;
import io.sekisho.proxy.dns.Resolution;
import io.sekisho.rules.Clue;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.Host;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.IpAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One destination being cleared. */
final class ClearanceAttempt {
  private final Outbound outbound;
  private final Inquiry inquiry;
  private final Endpoint destination;
  private final EventLoop loop;
  private final Clearance then;

  ClearanceAttempt(
      Outbound outbound, Inquiry inquiry, Endpoint destination, EventLoop loop, Clearance then) {
    this.outbound = outbound;
    this.inquiry = inquiry;
    this.destination = destination;
    this.loop = loop;
    this.then = then;
  }

  void start() {
    destination
        .host()
        .<Runnable>fold(name -> () -> clear(name), address -> () -> clear(List.of(address)))
        .run();
  }

  private void clear(HostName name) {
    ParentWay parent = parentFor(name);
    if (parent == null || parent.needsAddresses()) {
      outbound.resolver().resolve(name, loop, found -> resolved(found, parent));
    } else {
      leaveTo(parent);
    }
  }

  /** Goes by the parent without knowing any address. */
  private void leaveTo(ParentWay parent) {
    if (outbound.mayBeLeftToParent(destination.host())) {
      parent.find(loop, then);
    } else {
      refuseAsPrivate();
    }
  }

  private void refuseAsPrivate() {
    then.refused(RefusalReason.PRIVATE, Outbound.PRIVATE);
  }

  private @Nullable ParentWay parentFor(HostName name) {
    ParentWay parent = outbound.parent();
    return parent != null && parent.isFor(name) ? parent : null;
  }

  private void resolved(Resolution resolution, @Nullable ParentWay parent) {
    resolution
        .<Runnable>fold(
            answers -> () -> judge(answers, parent),
            noAnswer -> () -> unresolved(RefusalReason.UNREACHABLE, noAnswer.detail(), parent),
            timedOut -> () -> unresolved(RefusalReason.TIMEOUT, timedOut.detail(), parent))
        .run();
  }

  /** The parent may know a name that nobody knows here. */
  private void unresolved(RefusalReason reason, String detail, @Nullable ParentWay parent) {
    if (parent == null) {
      then.refused(reason, detail);
    } else {
      inquiry.parentUsed(ParentUse.UNRESOLVED);
      leaveTo(parent);
    }
  }

  private void judge(Resolution.Answers answers, @Nullable ParentWay parent) {
    List<Clue> clues = new ArrayList<>(answers.aliases().size() + answers.addresses().size());
    answers.aliases().forEach(name -> clues.add(clue(Clue.Kind.ALIAS, name)));
    answers.addresses().forEach(found -> clues.add(clue(Clue.Kind.RESOLVED_ADDRESS, found)));
    Action action = clues.isEmpty() ? Action.RELAY : inquiry.consider(clues);
    if (!action.passes()) {
      then.stopped(action);
    } else if (answers.addresses().isEmpty()) {
      unresolved(RefusalReason.UNREACHABLE, "the name has no address", parent);
    } else {
      admit(answers.addresses(), parent);
    }
  }

  private Clue clue(Clue.Kind kind, Host host) {
    return new Clue(kind, new Endpoint(host, destination.port()));
  }

  private void clear(List<IpAddress> literal) {
    admit(literal, outbound.parent());
  }

  private void admit(List<IpAddress> judged, @Nullable ParentWay parent) {
    List<IpAddress> allowed = new ArrayList<>(judged);
    allowed.removeIf(address -> !outbound.mayBeReached(address, destination.port()));
    if (allowed.isEmpty()) {
      refuseAsPrivate();
    } else if (parent != null && parent.isFor(allowed)) {
      parent.find(loop, then);
    } else {
      then.cleared(new NextHop(new NextHop.Peer(NextHop.Role.SERVER, destination), allowed));
    }
  }
}
