namespace Orleans.Runtime;

/// <summary>A turn that may move to the next activation of its grain.</summary>
internal interface IForwardable
{
    /// <summary>How often it has moved.</summary>
    int Moves { get; set; }

    /// <summary>Notes for whom the caller waits now; false when that closed a circle and the call has been answered.</summary>
    bool TryAim(Activation target);
}
