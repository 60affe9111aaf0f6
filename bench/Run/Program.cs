using Ticketing.Bench.Run;
using Ticketing.Bench.Run.Benches;
using Ticketing.Bench.Run.Figures;
using Ticketing.Bench.Run.Hosts;
using Ticketing.Bench.Run.Report;

// run <repository> [--quick] [--only line,journeys,holds,silo,micro]: see bench/README.md.
var repository = Path.GetFullPath(args[0]);
var plan = args.Contains("--quick") ? Plan.Quick : Plan.Full;
var only = args.SkipWhile(word => word != "--only").Skip(1).FirstOrDefault()?.Split(',');
var recorder = new Recorder(plan, Console.Error, TimeProvider.System);
using (var workplace = new Workplace(repository))
{
    Part("journeys", () => new JourneyBench(plan, workplace, recorder).Run());
    Part("line", () => new LineBench(plan, workplace, recorder).Run());
    Part("holds", () => new HoldBench(plan, workplace, recorder, TimeProvider.System).Run());
    Part("silo", () => new SiloBench(plan, workplace, recorder).Run());
    if (plan == Plan.Full || only is not null)
    {
        // It takes minutes and compares nothing: the quick run goes without.
        Part("micro", () => recorder.Pages["micro.md"] = new MicroBench(workplace, recorder).Run());
    }
}

var results = new Results(plan, Machine.Describe(), recorder, TimeProvider.System.GetUtcNow());
if (plan == Plan.Full && only is null)
{
    results.Write(Path.Combine(repository, "docs", "benchmarks"));
}
Console.WriteLine(results.LastLine());
return recorder.Failures.Count == 0 ? 0 : 1;

void Part(string name, Action run)
{
    if (only is null || only.Contains(name))
    {
        recorder.Part(name, run);
    }
}
