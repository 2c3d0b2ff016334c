package io.sekisho.proxy.ca;

import io.sekisho.proxy.ca.MintingFailure.Reason;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** What became of those who asked for a certificate, since the start. Safe for several threads. */
public final class MintingCount {
  private final LongAdder minted = new LongAdder();
  private final LongAdder reused = new LongAdder();
  private final Map<Reason, LongAdder> failed = new EnumMap<>(Reason.class);

  MintingCount() {
    for (Reason reason : Reason.values()) {
      failed.put(reason, new LongAdder());
    }
  }

  void addMinted() {
    minted.increment();
  }

  void addReused() {
    reused.increment();
  }

  void addFailed(Reason reason) {
    adder(reason).increment();
  }

  /** Certificates made. */
  public long minted() {
    return minted.sum();
  }

  /** Times that one that was made, or was being made, served again. */
  public long reused() {
    return reused.sum();
  }

  /** Certificates refused, or not made, for this reason. */
  public long failed(Reason reason) {
    return adder(reason).sum();
  }

  private LongAdder adder(Reason reason) {
    return Objects.requireNonNull(failed.get(reason));
  }
}
