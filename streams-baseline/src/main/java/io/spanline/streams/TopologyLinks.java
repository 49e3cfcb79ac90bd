package io.spanline.streams;

import io.spanline.streams.assembly.InputProgress;
import io.spanline.streams.inquiry.TaskInquiries;

/** What the topology shares with the rest of the process. */
record TopologyLinks(
    InputProgress progress, TaskInquiries inquiries, UnreadableRows unreadableRows) {}
