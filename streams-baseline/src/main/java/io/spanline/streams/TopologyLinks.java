package io.spanline.streams;

import io.spanline.streams.assembly.InputProgress;
import io.spanline.streams.inquiry.TaskInquiries;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What the topology shares with the rest of the process.
 *
 * @param spentOfThread what takes keys and values of input records that nobody reads any more, in
 *     the stream thread that asks
 */
record TopologyLinks(
    InputProgress progress,
    TaskInquiries inquiries,
    UnreadableRows unreadableRows,
    Supplier<Consumer<byte[]>> spentOfThread) {}
