package io.sekisho.app;

import ch.qos.logback.classic.ClassicConstants;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.List;
import org.slf4j.Logger;

/**
 * How the log looks, and where it goes: standard error. It is said here and not in a logback.xml,
 * because a tenth of a start would go into reading that. {@code -Dlogback.configurationFile} goes
 * before it.
 */
public final class LogSetup extends ContextAwareBase implements Configurator {
  private static final String PATTERN =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %msg%n%ex{short}";

  /** Libraries whose news are not an operator's. */
  private static final List<String> QUIET = List.of("io.netty", "io.vertx", "org.littleshoot");

  @Override
  public ExecutionStatus configure(LoggerContext loggers) {
    if (System.getProperty(ClassicConstants.CONFIG_FILE_PROPERTY) != null) {
      return ExecutionStatus.INVOKE_NEXT_IF_ANY;
    }
    QUIET.forEach(name -> loggers.getLogger(name).setLevel(Level.WARN));
    loggers.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.INFO);
    loggers.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(standardError(loggers));
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  private static Appender<ILoggingEvent> standardError(LoggerContext loggers) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(loggers);
    encoder.setPattern(PATTERN);
    encoder.start();
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setContext(loggers);
    appender.setName("STDERR");
    appender.setTarget("System.err");
    appender.setEncoder(encoder);
    appender.start();
    return appender;
  }
}
