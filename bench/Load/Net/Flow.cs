namespace Ticketing.Bench.Load.Net;

/// <summary>What the event loop carries: it is asked for each next request and told each answer, on one thread.</summary>
internal abstract class Flow
{
    /// <summary>Whether resting connections are to be asked again as time goes by.</summary>
    public virtual bool Paced => false;

    /// <summary>Writes the next request of a connection.</summary>
    /// <returns>Its length in bytes; 0: there is none, the connection rests.</returns>
    public abstract int Write(int slot, Span<byte> to);

    /// <summary>Takes an answer; status 0 when the connection failed instead.</summary>
    public abstract void Read(int slot, int status, ReadOnlySpan<byte> body, TimeSpan took);

    /// <summary>Whether a resting connection would get a request now.</summary>
    public virtual bool Ready() => false;

    /// <summary>Called about each millisecond, for clocks and limits.</summary>
    public virtual void Tick() { }

    /// <summary>Whether nothing more will be written, so that the loop ends with the last answer.</summary>
    public virtual bool Ended => false;
}
