package io.sekisho.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class LogSetupTest {
  private final LoggerContext loggers = new LoggerContext();

  @Test
  void isFoundByTheLogItself() throws JoranException {
    new ContextInitializer(loggers).autoConfig();

    assertThat(root().getAppender("STDERR")).isInstanceOf(ConsoleAppender.class);
  }

  @Test
  void whatLibrariesTellIsForThemselves() {
    new LogSetup().configure(loggers);

    assertThat(loggers.getLogger("io.netty.channel").isInfoEnabled()).isFalse();
    assertThat(loggers.getLogger("io.vertx.core").isWarnEnabled()).isTrue();
    assertThat(loggers.getLogger("io.sekisho").isInfoEnabled()).isTrue();
    assertThat(loggers.getLogger("io.sekisho").isDebugEnabled()).isFalse();
  }

  @Test
  void aLineHasTheTimeTheLevelAndWhatIsTold() {
    assertThat(lineOf(null))
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\S+ WARN  told\\R");
  }

  @Test
  void anExceptionIsToldInTwoLinesMore() {
    assertThat(lineOf(new IllegalStateException("why")).lines())
        .hasSize(3)
        .element(1)
        .asString()
        .isEqualTo("java.lang.IllegalStateException: why");
  }

  private String lineOf(@Nullable Throwable thrown) {
    PrintStream before = System.err;
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
    try {
      loggers.setMDCAdapter(new LogbackMDCAdapter());
      new LogSetup().configure(loggers);
      LoggingEvent event = new LoggingEvent("", root(), Level.WARN, "told", thrown, new Object[0]);
      root().callAppenders(event);
    } finally {
      System.setErr(before);
    }
    return told.toString(StandardCharsets.UTF_8);
  }

  private Logger root() {
    return loggers.getLogger(Logger.ROOT_LOGGER_NAME);
  }
}
