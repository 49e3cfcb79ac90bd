package io.spanline.streams.assembly;

import io.spanline.model.SpanFacts;
import io.spanline.streams.assembly.Contribution.Counted;
import org.jspecify.annotations.Nullable;

/**
 * One end of a call that waits for the other.
 *
 * @param facts without the operation, for which no edge asks; of an exit span with the callee that
 *     it was counted under as its peer
 * @param counted by which emission an exit span was counted; null of an entry span
 */
record CallEnd(SpanFacts facts, @Nullable Counted counted) {}
