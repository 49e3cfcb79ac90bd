package io.spanline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import io.spanline.model.Printable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.event.KeyValuePair;

/** The logs of our programs, which people follow on a terminal. */
class LogPatternsTest {
  private static final String HOSTILE = "a\u001b[2J\u009b\r\n12:00:00 INFO forged\u202e\u2028";

  @ParameterizedTest
  @MethodSource("configurations")
  void aNameInALogLineForgesNoOther(Path configuration) throws Exception {
    Logger root = configured(configuration);
    LoggingEvent event = new LoggingEvent("", root, Level.ERROR, HOSTILE, null, null);
    event.setKeyValuePairs(List.of(new KeyValuePair("name", HOSTILE)));

    String line = encoded(root, event);

    assertThat(line).contains("forged").endsWith("\n");
    assertThat(line.strip()).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}]");
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void aNameInAnExceptionForgesNoLine(Path configuration) throws Exception {
    Logger root = configured(configuration);
    Exception thrown = new IllegalStateException(HOSTILE, new IOException(HOSTILE));

    String text = encoded(root, new LoggingEvent("", root, Level.ERROR, "failed", thrown, null));

    assertThat(text.codePoints())
        .allMatch(each -> Printable.is(each) || each == '\n' || each == '\t');
    assertThat(text.lines().skip(1))
        .isNotEmpty()
        .first()
        .asString()
        .startsWith("java.lang.IllegalStateException: ")
        .contains("forged");
    assertThat(text.lines().skip(2))
        .isNotEmpty()
        .allMatch(line -> line.startsWith("\t") || line.startsWith("Caused by: "));
  }

  private static Logger configured(Path configuration) throws Exception {
    LoggerContext context = new LoggerContext();
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(configuration.toFile());
    return context.getLogger(Logger.ROOT_LOGGER_NAME);
  }

  private static String encoded(Logger root, ILoggingEvent event) {
    var appender = (ConsoleAppender<ILoggingEvent>) root.iteratorForAppenders().next();
    return new String(appender.getEncoder().encode(event), StandardCharsets.UTF_8);
  }

  static List<Path> configurations() throws IOException {
    try (Stream<Path> files = Files.walk(RealStack.root())) {
      return files
          .filter(file -> file.toString().matches(".*/src/main/resources/[\\w-]*logback\\.xml"))
          .toList();
    }
  }
}
