// Each test is a whole cluster of processes: one at a time is what a machine can take.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
