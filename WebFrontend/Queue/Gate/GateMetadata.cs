namespace Ticketing.WebFrontend.Queue.Gate;

/// <summary>Which queue tokens a route takes.</summary>
internal enum TokenUse
{
    /// <summary>Any genuine token, whatever became of its place: it says who the caller is.</summary>
    Any = 1,

    /// <summary>Waiting or active.</summary>
    Live = 2,

    /// <summary>Active only.</summary>
    Active = 3,
}

/// <summary>Says that a route is behind the gate.</summary>
/// <param name="Use">Which tokens it takes.</param>
/// <param name="AlsoCompleted">Whether a token used up by a payment passes too; the route then looks closer.</param>
/// <param name="HearsItself">Whether the route itself asks the line; the gate then only says who the caller is.</param>
internal sealed record GateMetadata(TokenUse Use, bool AlsoCompleted = false, bool HearsItself = false);

/// <summary>How routes say it.</summary>
internal static class GateConventions
{
    /// <summary>Puts the route behind the gate.</summary>
    public static TBuilder Needs<TBuilder>(this TBuilder builder, TokenUse use, bool alsoCompleted = false)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new GateMetadata(use, alsoCompleted));
}
