package io.spanline.cli.toxics;

import io.spanline.experiments.toxic.Lease;
import io.spanline.terminal.Complaint;
import io.spanline.topic.ToxicChange;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whose toxics a verb works on. */
final class OwnerOption {
  private static final int LONGEST = 32;

  @Option(
      names = "--owner",
      paramLabel = "NAME",
      description =
          "whose toxics: 1 to 32 of letters, digits, _ and -; a CI job takes one of its own"
              + " (default: the user's name)")
  private @Nullable String owner;

  /**
   * To be called before anything is done.
   *
   * @throws Complaint if no toxic can have that owner
   */
  String owner() {
    String name = owner == null ? user() : owner;
    if (name.equals(ToxicChange.FOREIGN)) {
      throw Complaint.refused(
          "owner 'foreign' stands for those who set toxics without Spanline; name another: --owner");
    }
    try {
      Lease.checkOwner(name);
      return name;
    } catch (IllegalArgumentException e) {
      throw Complaint.refused(String.valueOf(e.getMessage()));
    }
  }

  private static String user() {
    String name = System.getProperty("user.name", "").replaceAll("[^A-Za-z0-9_-]", "_");
    return name.isEmpty() ? "unknown" : name.substring(0, Math.min(name.length(), LONGEST));
  }
}
