package io.spanline.streams;

import io.spanline.streams.assembly.InputProgress;
import io.spanline.streams.inquiry.TaskInquiries;
import java.util.function.Consumer;

/**
 * What the topology shares with the rest of the process.
 *
 * @param spent takes a key or value of an input record that nobody reads any more
 */
record TopologyLinks(
    InputProgress progress,
    TaskInquiries inquiries,
    UnreadableRows unreadableRows,
    Consumer<byte[]> spent) {}
