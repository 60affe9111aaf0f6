namespace Orleans.Runtime;

/// <summary>Brings the activation to life. It never fails: what goes wrong is told to the waiting turns.</summary>
internal sealed class ActivateTurn : Turn
{
    public override void Ended() { }

    public override void Refused(Exception exception) { }

    protected override Task Invoke(Activation activation) => activation.ActivateAsync();
}

/// <summary>Ends the activation. It never fails: what goes wrong is logged.</summary>
internal sealed class DeactivateTurn : Turn
{
    public override void Ended() { }

    public override void Refused(Exception exception) { }

    protected override Task Invoke(Activation activation) => activation.DeactivateAsync();
}
