package io.spanline.cli.invocation;

import io.spanline.clients.ClientException;
import io.spanline.experiments.toxic.NotRemovedException;
import io.spanline.settings.SettingsException;
import io.spanline.stack.StackException;
import io.spanline.terminal.Complaint;
import io.spanline.terminal.FileErrors;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What ended a verb early, in words for people.
 *
 * @param lines what is wrong and what to do, a line each
 */
public record Failure(int exitCode, List<String> lines) {
  /** A toxic may still be on: the status that outranks every other. */
  public static final int MAY_REMAIN = 14;

  /** Ctrl-C: what shells say of SIGINT. */
  public static final int INTERRUPTED = 130;

  public Failure {
    lines = List.copyOf(lines);
  }

  /** A failure that users can mend; empty if it is a bug of ours. */
  public static Optional<Failure> of(Exception e) {
    if (e instanceof SettingsException wrong) {
      return Optional.of(new Failure(2, wrong.problems()));
    }
    if (e instanceof StackException refused) {
      return Optional.of(new Failure(refused.exitCode(), refused.lines()));
    }
    if (e instanceof Complaint complaint) {
      return Optional.of(new Failure(complaint.exitCode(), complaint.lines()));
    }
    if (e instanceof NotRemovedException left) {
      return Optional.of(new Failure(MAY_REMAIN, left.lines()));
    }
    if (e instanceof ClientException failed) {
      int exit = failed.reason() == ClientException.Reason.UNUSABLE ? 2 : 1;
      return Optional.of(new Failure(exit, List.of(words(failed))));
    }
    if (e instanceof IOException failed) {
      return Optional.of(new Failure(1, List.of(FileErrors.words(failed))));
    }
    return Optional.empty();
  }

  private static String words(ClientException failed) {
    return failed.reason() == ClientException.Reason.SILENT
        ? "%s; %s shows what runs".formatted(failed.getMessage(), Place.ofThisProcess().status())
        : String.valueOf(failed.getMessage());
  }
}
