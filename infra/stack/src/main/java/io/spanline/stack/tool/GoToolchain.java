package io.spanline.stack.tool;

import io.spanline.stack.process.ProgramOutput;
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
  private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+).*");

  static GoToolchain of(Path program) throws InterruptedException {
    Matcher answer = ANSWER.matcher(ProgramOutput.of(program, "version"));
    return new GoToolchain(program, answer.find() ? answer.group(1) : "");
  }

  public boolean usable() {
    Matcher found = VERSION.matcher(version);
    Matcher needed = VERSION.matcher(NEEDED);
    if (!found.matches() || !needed.matches()) {
      return false;
    }
    int major = Integer.compare(number(found, 1), number(needed, 1));
    return major > 0 || (major == 0 && number(found, 2) >= number(needed, 2));
  }

  private static int number(Matcher version, int group) {
    return Integer.parseInt(version.group(group));
  }
}
