package io.spanline.streams.assembly;

import io.spanline.model.SpanFacts;
import io.spanline.streams.assembly.Contribution.Counted;
import org.jspecify.annotations.Nullable;

/**
 * One end of a call that waits for the other, or a request or call that has not ended.
 *
 * @param facts as they were counted, without what no later revision asks for; of an exit span with
 *     the callee that it was counted under as its peer
 * @param counted by which emission an exit span was counted; null of an entry span
 */
record CallEnd(SpanFacts facts, @Nullable Counted counted) {}
