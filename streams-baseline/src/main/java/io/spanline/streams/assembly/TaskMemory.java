package io.spanline.streams.assembly;

/** What a task remembers, each part in a store of its own. */
record TaskMemory(OpenTraces open, RememberedTraces closed, PartitionAccount account) {}
