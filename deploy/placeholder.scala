// Glue asks for a script where --class names a class of a jar; nothing calls this one.
object Placeholder
