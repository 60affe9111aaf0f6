using System.Diagnostics;

namespace Ticketing.Bench.Load.Measure;

/// <summary>A stretch of warming up, then the stretch that counts, then the end.</summary>
internal sealed class Window(CpuMeter meter, TimeSpan warmUp, TimeSpan measured)
{
    private readonly long started = Stopwatch.GetTimestamp();
    private long opened;

    /// <summary>Whether what happens now counts.</summary>
    public bool Counting { get; private set; }

    /// <summary>Whether the stretch that counts is over.</summary>
    public bool Over => Reading is not null;

    /// <summary>What was used while it counted; null until it is over.</summary>
    public CpuReading? Reading { get; private set; }

    /// <summary>Moves on with the clock.</summary>
    public void Tick()
    {
        if (!Counting && !Over && Stopwatch.GetElapsedTime(started) >= warmUp)
        {
            meter.Begin();
            opened = Stopwatch.GetTimestamp();
            Counting = true;
        }
        else if (Counting && Stopwatch.GetElapsedTime(opened) >= measured)
        {
            Close();
        }
    }

    /// <summary>Ends it now, where there was nothing more to do.</summary>
    public void Close()
    {
        if (Counting)
        {
            Counting = false;
            Reading = meter.End();
        }
    }
}
