package io.spanline.cli.toxics;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a length of time as people type it: {@code 60s}, {@code 5m}, {@code 1h}. */
final class Lengths implements ITypeConverter<Duration> {
  private static final Pattern LENGTH = Pattern.compile("(\\d{1,9})([smh])");

  @Override
  public Duration convert(String text) {
    Matcher parts = LENGTH.matcher(text);
    if (!parts.matches()) {
      throw new TypeConversionException(
          "'%s' is no length of time such as 60s, 5m or 1h".formatted(text));
    }
    long number = Long.parseLong(parts.group(1));
    return switch (parts.group(2)) {
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      default -> Duration.ofHours(number);
    };
  }
}
