package io.spanline.stack.tool;

import io.spanline.stack.process.ProgramOutput;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Go on the PATH, which builds the tools that are nowhere else.
 *
 * @param version as {@code 1.26.8}; empty if it does not say
 */
public record GoToolchain(Path program, String version) {
  /** The oldest version that builds every tool, as the tools' own modules demand. */
  public static final String NEEDED = "1.25";

  private static final Pattern ANSWER = Pattern.compile("\\bgo(\\d+\\.\\d+[\\w.]*)");

  static GoToolchain of(Path program) throws InterruptedException {
    Matcher answer = ANSWER.matcher(ProgramOutput.of(program, "version"));
    return new GoToolchain(program, answer.find() ? answer.group(1) : "");
  }

  public boolean usable() {
    return !version.isEmpty() && Version.parse(version).compareTo(Version.parse(NEEDED)) >= 0;
  }
}
