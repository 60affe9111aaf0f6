namespace Ticketing.WebFrontend.Http;

/// <summary>The refusals that a route may give beyond those that its gate gives; for the API description.</summary>
internal sealed record RefusalsMetadata(ProblemKind[] Kinds);

/// <summary>The contract of a route's body; for the API description.</summary>
internal sealed record RequestBodyMetadata(Type Type, bool Optional);

/// <summary>What routes say about themselves.</summary>
internal static class Conventions
{
    /// <summary>Names the refusals that the route itself gives.</summary>
    public static TBuilder Refuses<TBuilder>(this TBuilder builder, params ProblemKind[] kinds)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new RefusalsMetadata(kinds));

    /// <summary>Names the contract of the body.</summary>
    public static TBuilder Takes<TBuilder>(this TBuilder builder, Type body, bool optional = false)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new RequestBodyMetadata(body, optional));
}

/// <summary>Says that a route takes <c>before</c> and <c>limit</c>; for the API description.</summary>
internal sealed record PagedMetadata;

/// <summary>Says that a route answers with server-sent events, and with which; for the API description.</summary>
internal sealed record StreamMetadata(string Description);

/// <summary>A value of the query string that a route takes; for the API description.</summary>
internal sealed record QueryMetadata(string Name, string Description);
