package io.sekisho.proxy.http.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class ParentAlarmTest {
  @Test
  void itIsDueOnceAMinute() {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    ParentAlarm alarm = new ParentAlarm(now::get);

    assertThat(alarm.isDue()).isTrue();
    assertThat(alarm.isDue()).isFalse();
    now.set(Instant.EPOCH.plusSeconds(59));
    assertThat(alarm.isDue()).isFalse();
    now.set(Instant.EPOCH.plusSeconds(60));
    assertThat(alarm.isDue()).isTrue();
    assertThat(alarm.isDue()).isFalse();
  }
}
