package io.spanline.experiments.replay.run;

import io.spanline.experiments.replay.ReplayPlan;
import io.spanline.experiments.replay.plan.PlanOptions;
import io.spanline.experiments.replay.send.SendOptions;
import io.spanline.settings.Settings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What is to be replayed.
 *
 * @param asked what the plan was made from
 * @param data folder that holds {@code replays}
 * @param recorded where the traces arrive; null to look for none
 */
public record ReplayOrder(
    PlanOptions asked,
    ReplayPlan plan,
    SendOptions sending,
    Path data,
    @Nullable Settings recorded) {}
