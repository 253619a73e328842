// biome-ignore-all format: the stub is pasted as it is published
// biome-ignore-all lint: the stub is pasted as it is published
!function(){if("function"!=typeof window.FreshworksWidget){var n=function(){n.q.push(arguments)};n.q=[],window.FreshworksWidget=n}}()
