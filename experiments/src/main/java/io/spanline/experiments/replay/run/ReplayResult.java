package io.spanline.experiments.replay.run;

import io.spanline.experiments.replay.file.ReplayDraft;

/** How a replay ended. */
public sealed interface ReplayResult {
  /**
   * Nothing of the plan was sent, and no file was written.
   *
   * @param why in a sentence, with the next step
   */
  record NotSent(String why) implements ReplayResult {}

  /** It was stopped before anything of the plan was sent, and no file was written. */
  record Interrupted() implements ReplayResult {}

  /** All or a part was sent, which the manifest tells, and the files are there. */
  record Written(ReplayDraft.Published published) implements ReplayResult {}
}
